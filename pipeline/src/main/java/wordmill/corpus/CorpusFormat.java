package wordmill.corpus;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Stub. */
public final class CorpusFormat {
  public static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType("message corpus { repeated int32 token; }");

  private CorpusFormat() {}
}
