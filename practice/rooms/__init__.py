"""The rooms of the practice: named, renamed, closed; each change is kept."""
