package wordmill.cooccurrence;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * How a co-occurrence matrix lies in files. The matrix is symmetric, so only the lower triangle is
 * kept (column ≤ row), as Matrix Market's symmetric form does; a diagonal cell holds its full
 * value. Row r lies in file r mod files; rows ascend within a file, columns within a row. Counts
 * are in parts of 1/{@link #UNIT}. Marginals are the sums of the full matrix's rows, in the same
 * parts.
 */
public final class CooccurrenceFormat {
  public static final MessageType CELLS =
      MessageTypeParser.parseMessageType(
          "message cooccurrence { required int32 row; repeated int32 column; repeated int64 count; }");

  public static final MessageType MARGINALS =
      MessageTypeParser.parseMessageType("message marginals { repeated int64 count; }");

  /** Prefix of the files of cells. */
  public static final String PARTS = "part-";

  public static final String MARGINALS_FILE = "marginals.parquet";

  /** Metrics. */
  public static final String ROWS = "rows";

  public static final String UNIT = "unit";
  public static final String NONZEROS = "nonzeros";

  private CooccurrenceFormat() {}
}
