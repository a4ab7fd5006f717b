"""The pane Negotiate: what is proposed in the draft, who stands where, and the acts of the parties and the room."""
