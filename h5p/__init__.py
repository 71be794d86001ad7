"""Cases with their frame: a road from the situation to one's own answer, with a diagnosis on the way."""
