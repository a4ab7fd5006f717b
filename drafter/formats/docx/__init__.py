"""An outline and its annexes as a Word document."""
