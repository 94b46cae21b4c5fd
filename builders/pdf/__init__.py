"""The small layer over reportlab that every PDF of the project goes through."""
