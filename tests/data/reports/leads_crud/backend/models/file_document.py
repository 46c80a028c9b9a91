import sqlalchemy as sa

from models.base import Base


class DocumentCategory(Base):
    __tablename__ = "document_categories"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(length=100), nullable=False, unique=True, index=True)
    parent_id = sa.Column(sa.Integer, sa.ForeignKey("document_categories.id", ondelete="SET NULL"))
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())


class FileDocument(Base):
    __tablename__ = "file_documents"
    id = sa.Column(sa.Integer, primary_key=True)
    category_id = sa.Column(sa.Integer, sa.ForeignKey("document_categories.id", ondelete="SET NULL"), index=True)
    owner_id = sa.Column(sa.Integer, sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True)
    filename = sa.Column(sa.String(length=255), nullable=False)
    content_type = sa.Column(sa.String(length=100))
    size_bytes = sa.Column(sa.BigInteger)
    storage_path = sa.Column(sa.String(length=500), nullable=False)
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())


class DocumentShare(Base):
    __tablename__ = "document_shares"
    id = sa.Column(sa.Integer, primary_key=True)
    document_id = sa.Column(sa.Integer, sa.ForeignKey("file_documents.id", ondelete="CASCADE"), nullable=False, index=True)
    shared_with_id = sa.Column(sa.Integer, sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True)
    permission = sa.Column(sa.String(length=20), nullable=False, server_default="view")
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())


class DocumentActivity(Base):
    __tablename__ = "document_activities"
    id = sa.Column(sa.Integer, primary_key=True)
    document_id = sa.Column(sa.Integer, sa.ForeignKey("file_documents.id", ondelete="CASCADE"), nullable=False, index=True)
    user_id = sa.Column(sa.Integer, sa.ForeignKey("users.id", ondelete="SET NULL"))
    action = sa.Column(sa.String(length=50), nullable=False)
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
