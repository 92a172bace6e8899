"""The lecture: scenes as data, their sounds, pictures, numbers and questions. No Qt."""
