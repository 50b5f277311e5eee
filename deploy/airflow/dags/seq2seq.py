"""A sequence-to-sequence model: an Airflow DAG."""

from wordmill_airflow.dags import dag_of
from wordmill_airflow.paths import SEQ2SEQ

dag = dag_of(SEQ2SEQ)
