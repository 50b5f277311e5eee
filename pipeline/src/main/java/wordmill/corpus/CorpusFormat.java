package wordmill.corpus;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** The files of the artifact {@code corpus}. */
public final class CorpusFormat {
  /** One row a sentence: the ids of its words in reading order, one or more. */
  public static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType("message corpus { repeated int32 token; }");

  private CorpusFormat() {}

  /** The file of the text's split {@code split}. */
  static String fileName(int split) {
    return "part-%05d.parquet".formatted(split);
  }
}
