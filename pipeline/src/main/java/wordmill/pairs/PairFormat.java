package wordmill.pairs;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** The files of the artifact {@code pairs}, and their fields by position. */
final class PairFormat {
  static final String SOURCE_VOCABULARY = "source-vocabulary.tsv";
  static final String TARGET_VOCABULARY = "target-vocabulary.tsv";
  static final String SIZES_FILE = "sizes.parquet";

  static final int SOURCE = 0;
  static final int TARGET = 1;
  static final int SOURCE_TEXT = 2;
  static final int TARGET_TEXT = 3;

  /** One row a pair to train on: word ids of either side, one or more. */
  static final MessageType TRAINING =
      MessageTypeParser.parseMessageType(
          "message pairs { repeated int32 source; repeated int32 target; }");

  /** One row a pair to measure on: the same, and the trimmed text of either side. */
  static final MessageType EXAMPLES =
      MessageTypeParser.parseMessageType(
          "message examples { repeated int32 source; repeated int32 target;"
              + " required binary source-text (STRING); required binary target-text (STRING); }");

  /** One row for each file of pairs, in name order: how much is in it. */
  static final MessageType SIZES =
      MessageTypeParser.parseMessageType(
          "message sizes { required binary file (STRING); required int64 pairs;"
              + " required int64 source-tokens; required int64 target-tokens; }");

  private PairFormat() {}
}
