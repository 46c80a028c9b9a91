from app.db import engine
from app.models import Base


async def startup():
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.create_all)
