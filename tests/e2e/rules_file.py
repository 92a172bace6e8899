"""Files of rules for monitors that are watched: many that fire with every pulse of the sound."""

LOUD = '[[rules]]\nname = "loud-{name}"\nmeasure = "rms"\nabove = -40\n'


def write_rules(path, count=1, letters=0):
    """So many rules that all begin and end with the sound, with names so long at least; the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(LOUD.format(name=f"{number}-{'x' * letters}") for number in range(count)))
    return path
