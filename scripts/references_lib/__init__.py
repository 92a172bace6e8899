"""What `scripts/make_references` is made of: the cases, and one maker for each library."""
