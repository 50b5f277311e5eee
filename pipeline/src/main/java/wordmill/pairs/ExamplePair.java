package wordmill.pairs;

import java.io.Serializable;

/**
 * A pair to measure on.
 *
 * @param sourceText as it was read, without the white space around it
 * @param targetText the same of the target
 */
public record ExamplePair(EncodedPair pair, String sourceText, String targetText)
    implements Serializable {}
