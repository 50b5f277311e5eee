package wordmill.store;

import java.util.Arrays;
import java.util.List;

/**
 * What a file says of one of its tensors.
 *
 * @param name any text, but {@code __metadata__}
 * @param shape lengths of its dimensions, each 0 or more, the last one contiguous; none for a
 *     single value
 */
public record Tensor(String name, TensorType type, List<Long> shape) {
  public Tensor {
    shape = List.copyOf(shape);
  }

  static Tensor of(String name, TensorType type, long... shape) {
    return new Tensor(name, type, boxed(shape));
  }

  static List<Long> boxed(long... shape) {
    return Arrays.stream(shape).boxed().toList();
  }

  /**
   * How many values there are: the product of the shape.
   *
   * @throws ArithmeticException if that exceeds a long
   */
  public long values() {
    long product = 1;
    for (long length : shape) {
      product = Math.multiplyExact(product, length);
    }
    return product;
  }

  /**
   * Length of the values in the file.
   *
   * @throws ArithmeticException if that exceeds a long
   */
  public long bytes() {
    return Math.multiplyExact(values(), type.bytes());
  }
}
