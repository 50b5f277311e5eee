package wordmill.embeddings;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** The table of word vectors, in an artifact's {@code part-*.parquet} and in Parquet exports. */
public final class EmbeddingsFormat {
  /** One row a word, in id order. */
  public static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message embeddings { required binary word (STRING); repeated float value; }");

  static final int WORD = 0;
  static final int VALUE = 1;

  private EmbeddingsFormat() {}
}
