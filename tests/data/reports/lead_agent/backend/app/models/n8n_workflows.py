import sqlalchemy as sa

from app.models.base import Base


class WorkflowExecution(Base):
    __tablename__ = "workflow_executions"
    id = sa.Column(sa.Integer, primary_key=True)
    workflow = sa.Column(sa.String(length=100), nullable=False, index=True)
    state = sa.Column(sa.String(length=20), nullable=False)
    started_at = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.current_timestamp())


class WorkflowApproval(Base):
    __tablename__ = "workflow_approvals"
    id = sa.Column(sa.Integer, primary_key=True)
    execution_id = sa.Column(sa.Integer, sa.ForeignKey("workflow_executions.id", ondelete="CASCADE"), nullable=False)
    approver = sa.Column(sa.String(length=100))
    decided_at = sa.Column(sa.DateTime(timezone=True))
