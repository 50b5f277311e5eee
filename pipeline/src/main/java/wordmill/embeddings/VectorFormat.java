package wordmill.embeddings;

/** Stub. */
public enum VectorFormat {
  WORD2VEC_TEXT,
  WORD2VEC_BINARY,
  PROJECTOR,
  PARQUET,
  SPARK_ML
}
