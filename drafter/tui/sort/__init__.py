"""The screen on which recommendations that have no theme yet are put under themes."""
