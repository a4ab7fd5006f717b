"""What the room did to an exported Word file: found, shown, and taken home into the draft."""
