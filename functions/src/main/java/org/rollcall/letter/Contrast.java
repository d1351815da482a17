package org.rollcall.letter;

import java.util.stream.IntStream;

/** The contrast of texts on a colour, by the rules of WCAG 2.2. */
final class Contrast {

  private static final String WHITE = "#ffffff";
  private static final String BLACK = "#000000";

  /** Below this luminance, white has more contrast than black: the square root of 1.05 × 0.05. */
  private static final double LIMIT = Math.sqrt(1.05 * 0.05) - 0.05;

  private Contrast() {}

  /** White or black, whichever is more readable. The contrast ratio is at least 4.5. */
  static String textOn(String color) {
    double[] light =
        IntStream.of(1, 3, 5)
            .mapToDouble(start -> linear(Integer.parseInt(color.substring(start, start + 2), 16)))
            .toArray();
    double luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
    return luminance < LIMIT ? WHITE : BLACK;
  }

  /** The linear light of an sRGB component from 0 to 255. */
  private static double linear(int component) {
    double value = component / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
