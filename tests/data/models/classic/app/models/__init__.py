"""What env.py imports; app/models/forgotten.py is not among it."""
import app.models.billing
from app.models.people import Employee, Manager, User
from app.models import tree, versioned

__all__ = ["User", "Employee", "Manager", "tree", "versioned"]
