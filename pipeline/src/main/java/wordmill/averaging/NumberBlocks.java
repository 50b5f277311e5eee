package wordmill.averaging;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Numbers cut into blocks of at most 4 MiB of raw bytes, in which they go over the network. Bytes,
 * since Java serialization copies them in bulk and swaps every float; blocks, since no single
 * buffer then grows with the network.
 */
public final class NumberBlocks implements Serializable {
  /** Of all blocks but the last of a vector; the number of its numbers is whole. */
  public static final int BLOCK_BYTES = 4 << 20;

  private static final long serialVersionUID = 1L;

  private final Precision precision;
  private final byte[][] blocks;

  /**
   * @param blocks given up by the caller, who no longer changes them
   */
  public NumberBlocks(Precision precision, List<byte[]> blocks) {
    this.precision = precision;
    this.blocks = blocks.toArray(byte[][]::new);
  }

  public static NumberBlocks none(Precision precision) {
    return new NumberBlocks(precision, List.of());
  }

  /** How many blocks {@code length} numbers fill. */
  public static int blocksOf(long length, Precision precision) {
    return Math.toIntExact((length * precision.bytes() + BLOCK_BYTES - 1) / BLOCK_BYTES);
  }

  /** Bytes of block {@code number} of {@code length} numbers. */
  public static int bytesOf(int number, long length, Precision precision) {
    long before = (long) number * BLOCK_BYTES;
    return (int) Math.min(BLOCK_BYTES, length * precision.bytes() - before);
  }

  public Precision precision() {
    return precision;
  }

  /** Of blocks. */
  public int count() {
    return blocks.length;
  }

  /** The bytes themselves, to be read only. */
  public byte[] block(int number) {
    return blocks[number];
  }

  /** Of numbers, in all blocks. */
  public long length() {
    long bytes = 0;
    for (byte[] block : blocks) {
      bytes += block.length;
    }
    return bytes / precision.bytes();
  }

  /** Blocks {@code from} to {@code to} − 1; nothing is copied. */
  public NumberBlocks slice(int from, int to) {
    return new NumberBlocks(precision, List.of(blocks).subList(from, to));
  }

  /** These blocks and then the other's; nothing is copied. */
  public NumberBlocks and(NumberBlocks other) {
    List<byte[]> both = new ArrayList<>(List.of(blocks));
    Collections.addAll(both, other.blocks);
    return new NumberBlocks(precision, both);
  }
}
