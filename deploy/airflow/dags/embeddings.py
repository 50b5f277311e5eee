"""Word vectors, by counting and by prediction: an Airflow DAG."""

from wordmill_airflow.dags import dag_of
from wordmill_airflow.paths import EMBEDDINGS

dag = dag_of(EMBEDDINGS)
