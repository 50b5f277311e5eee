package wordmill.svd;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** The tables of an svd artifact. */
public final class SvdFormat {
  public static final MessageType VECTORS =
      MessageTypeParser.parseMessageType(
          "message vectors { required int32 row; repeated float value; }");

  public static final MessageType SIGMA =
      MessageTypeParser.parseMessageType("message sigma { required double value; }");

  private SvdFormat() {}
}
