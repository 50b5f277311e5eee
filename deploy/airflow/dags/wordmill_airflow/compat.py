"""Names that Airflow 3 has elsewhere."""

try:
    from airflow.sdk import DAG, BaseOperator, BaseSensorOperator
except ImportError:
    from airflow.models.baseoperator import BaseOperator
    from airflow.models.dag import DAG
    from airflow.sensors.base import BaseSensorOperator

__all__ = ["DAG", "BaseOperator", "BaseSensorOperator"]
