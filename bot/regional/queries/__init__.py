"""What pupils ask of the database, as functions named in the domain's words."""
