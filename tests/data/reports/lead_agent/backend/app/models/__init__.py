from app.models.auto_response import AutoResponse, ResponseVariable
from app.models.base import Base
from app.models.campaign import Campaign, CampaignRecipient
from app.models.campaign_metrics import CampaignMetrics, CampaignMetricsSnapshot
from app.models.lead import Lead, Location, ScrapingJob
from app.models.n8n_workflows import WorkflowApproval, WorkflowExecution
from app.models.response import ResponseTemplate
