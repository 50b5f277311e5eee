package wordmill.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import wordmill.averaging.NumberBlocks;
import wordmill.averaging.Precision;
import wordmill.config.BadInputException;

/**
 * Bulk copies between the native memory of a flat array and blocks of bytes; the byte order is the
 * machine's, little-endian on all that ND4J runs on.
 */
final class NativeNumbers {
  private NativeNumbers() {}

  static Precision precision(DataType type) {
    return switch (type) {
      case FLOAT -> Precision.FLOAT;
      case DOUBLE -> Precision.DOUBLE;
      default -> throw new BadInputException("data type must be FLOAT or DOUBLE, but is %s", type);
    };
  }

  static NumberBlocks copyOf(INDArray from) {
    Precision precision = precision(from.dataType());
    BytePointer bytes = bytes(from);
    List<byte[]> blocks = new ArrayList<>();
    for (int b = 0; b < NumberBlocks.blocksOf(from.length(), precision); b++) {
      byte[] block = new byte[NumberBlocks.bytesOf(b, from.length(), precision)];
      bytes.position((long) b * NumberBlocks.BLOCK_BYTES).get(block);
      blocks.add(block);
    }
    return new NumberBlocks(precision, blocks);
  }

  /** No blocks for no array. */
  static NumberBlocks copyOf(Optional<INDArray> from, Precision precision) {
    return from.map(NativeNumbers::copyOf).orElse(NumberBlocks.none(precision));
  }

  static void copyInto(INDArray to, NumberBlocks from) {
    if (to.length() != from.length() || precision(to.dataType()) != from.precision()) {
      throw new IllegalArgumentException(
          from.length() + " numbers of " + from.precision() + " for " + to.shapeInfoToString());
    }
    BytePointer bytes = bytes(to);
    for (int b = 0; b < from.count(); b++) {
      bytes.position((long) b * NumberBlocks.BLOCK_BYTES).put(from.block(b));
    }
  }

  private static BytePointer bytes(INDArray array) {
    if (array.isView() || array.elementWiseStride() != 1) {
      throw new IllegalArgumentException("not one piece of memory: " + array.shapeInfoToString());
    }
    return new BytePointer(array.data().addressPointer());
  }
}
