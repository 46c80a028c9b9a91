from app.models.base import Base
from app.models.discovery_query import DiscoveryQuery
from app.models.email_log import EmailLog
from app.models.job import Job
from app.models.prospect import Prospect
from app.models.settings import Settings
