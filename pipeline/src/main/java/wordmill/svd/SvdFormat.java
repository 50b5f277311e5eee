package wordmill.svd;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * How A = U Σ Vᵀ lies in files: rows of U in {@code left-…}, of V in {@code right-…}, every row
 * once, ascending through the files in name order, both cut at the same rows; σ falling.
 */
public final class SvdFormat {
  public static final MessageType VECTORS =
      MessageTypeParser.parseMessageType(
          "message vectors { required int32 row; repeated float value; }");

  public static final MessageType SIGMA =
      MessageTypeParser.parseMessageType("message sigma { required double value; }");

  public static final String LEFT = "left-";
  public static final String RIGHT = "right-";
  public static final String SIGMA_FILE = "sigma.parquet";

  private SvdFormat() {}
}
