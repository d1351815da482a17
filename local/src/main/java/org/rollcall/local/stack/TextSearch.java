package org.rollcall.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A search for one of several texts as a whole word, in upper or lower case, in files of any size
 * and kind. It keeps a few megabytes of a file in memory.
 */
final class TextSearch {

  private static final int BLOCK_BYTES = 1 << 20;

  private final Pattern pattern;

  /** The bytes of a block that the next one repeats: the longest text, with its neighbours. */
  private final int overlap;

  /** Creates a search for at least one text. */
  TextSearch(Collection<String> texts) {
    pattern =
        Pattern.compile(
            texts.stream()
                .map(text -> Pattern.quote(text.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining("|", "(?<![\\w.@-])(?:", ")(?![\\w@-]|\\.\\w)")));
    overlap = texts.stream().mapToInt(text -> text.getBytes(UTF_8).length).max().orElseThrow() + 8;
  }

  boolean isFoundIn(InputStream content) throws IOException {
    byte[] block = new byte[BLOCK_BYTES + overlap];
    int kept = 0;
    for (boolean isFirst = true; ; isFirst = false) {
      int read = content.readNBytes(block, kept, block.length - kept);
      int length = kept + read;
      boolean isLast = length < block.length;
      String text = new String(block, 0, length, UTF_8).toLowerCase(Locale.ROOT);
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        // At the edge of a block, a text may be a part of a longer word. The overlap has it whole.
        if ((isFirst || matcher.start() > 0) && (isLast || matcher.end() < text.length() - 1)) {
          return true;
        }
      }
      if (isLast) {
        return false;
      }
      kept = overlap;
      System.arraycopy(block, length - kept, block, 0, kept);
    }
  }
}
