import sqlalchemy as sa

from app.models.base import Base


class WorkflowExecution(Base):
    __tablename__ = "workflow_execution_monitoring"
    id = sa.Column(sa.Integer, primary_key=True)
    workflow = sa.Column(sa.String(length=100), nullable=False)
    duration_ms = sa.Column(sa.Integer)
    recorded_at = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.current_timestamp())


class WorkflowApproval(Base):
    __tablename__ = "legacy_workflow_approvals"
    id = sa.Column(sa.Integer, primary_key=True)
    workflow = sa.Column(sa.String(length=100), nullable=False)
    approved = sa.Column(sa.Boolean, nullable=False, server_default=sa.false())
