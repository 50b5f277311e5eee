"""A language model: an Airflow DAG."""

from wordmill_airflow.dags import dag_of
from wordmill_airflow.paths import LANGUAGE_MODEL

dag = dag_of(LANGUAGE_MODEL)
