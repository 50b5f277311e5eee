package wordmill.text;

/**
 * One file of the input.
 *
 * @param path where it lies
 * @param relative its path below the input that names it, the file's own name if it is named itself
 * @param bytes length as stored
 * @param modified modification time in milliseconds since 1970
 */
public record TextFile(String path, String relative, long bytes, long modified) {

  /** How much text the file may hold, for sizing: compressed text is taken to be four times it. */
  long textBytes() {
    return Packing.of(path) == Packing.PLAIN ? bytes : 4 * bytes;
  }
}
