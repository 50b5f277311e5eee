/**
 * Text. In: files of UTF-8 text, plain, .gz or .bz2, on any Hadoop file system. Out: its lines, one
 * a sentence, and each line's tokens as slices of UTF-8 bytes.
 *
 * <p>{@link wordmill.text.TextListing} plans on the driver which task reads what, from the files
 * alone; {@link wordmill.text.TextLines} reads a split in a task; a {@link wordmill.text.Tokenizer}
 * cuts a line. Words follow UAX #29 (Unicode Text Segmentation).
 *
 * <p>Cost: one pass over the text; memory of a task is two of the longest lines, whatever the text.
 */
package wordmill.text;
