package wordmill.ppmi;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * How a sparse matrix of weights lies in files: row r in file r mod files, every row present (an
 * empty one without columns), rows ascending within a file, columns within a row.
 */
public final class PpmiFormat {
  public static final MessageType ROWS =
      MessageTypeParser.parseMessageType(
          "message ppmi { required int32 row; repeated int32 column; repeated float value; }");

  /** Prefix of the files of rows. */
  public static final String PARTS = "part-";

  /** Metrics. */
  public static final String ROW_COUNT = "rows";

  public static final String NONZEROS = "nonzeros";

  private PpmiFormat() {}
}
