package wordmill.corpus;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** The files of the artifact {@code corpus}. */
public final class CorpusFormat {
  /** One row a sentence: the ids of its words in reading order, one or more. */
  public static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType("message corpus { repeated int32 token; }");

  /** One row for each part file, in name order: how much is in it. */
  public static final MessageType SIZES =
      MessageTypeParser.parseMessageType(
          "message sizes { required binary file (STRING); required int64 sentences;"
              + " required int64 tokens; }");

  public static final String SIZES_FILE = "sizes.parquet";

  /** Prefix of the files of sentences. */
  public static final String PARTS = "part-";

  private CorpusFormat() {}

  /** The file of the text's split {@code split}. */
  static String fileName(int split) {
    return (PARTS + "%05d.parquet").formatted(split);
  }
}
