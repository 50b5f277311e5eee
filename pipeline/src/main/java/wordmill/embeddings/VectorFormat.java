package wordmill.embeddings;

/** The shapes in which word vectors are exported. */
public enum VectorFormat {
  /** A file: the line {@code V D}, then a line for each word; what gensim and fastText read. */
  WORD2VEC_TEXT,
  /**
   * A file: the line {@code V D}, then each word, a space, D little-endian floats and a newline.
   */
  WORD2VEC_BINARY,
  /** A folder for the Embedding Projector: {@code vectors.tsv} and {@code metadata.tsv}. */
  PROJECTOR,
  /** A folder of Parquet with the columns {@code word} and {@code value}, a list of floats. */
  PARQUET,
  /** A folder that {@code org.apache.spark.ml.feature.Word2VecModel.load} opens. */
  SPARK_ML
}
