"""What formats for pictures share: which lines are drawn, where things stand, how text wraps."""
