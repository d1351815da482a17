package org.rollcall.local.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A block of 512 bytes in front of a file or of its extended header. Numbers are octal texts.
 *
 * @param type see {@link #FILE} and {@link #EXTENDED}
 */
record TarHeader(String name, char type, long size, long modifiedSeconds) {

  static final int BLOCK = 512;

  /** The type of a file. */
  static final char FILE = '0';

  /** The type of the extended header of the file that follows. */
  static final char EXTENDED = 'x';

  /** Of an octal number of 11 digits. A larger size is in the extended header only. */
  static final long MAX_NUMBER = 077777777777L;

  private static final int NAME_LENGTH = 100;
  private static final int SIZE_AT = 124;
  private static final int SUM_AT = 148;
  private static final int SUM_LENGTH = 8;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;
  private static final String MAGIC = "ustar\00000";

  byte[] bytes() {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    block.put(Arrays.copyOf(name.replaceAll("[^ -~]", "_").getBytes(US_ASCII), NAME_LENGTH));
    block.put("0000600\0".getBytes(US_ASCII));
    block.put("0000000\0".getBytes(US_ASCII));
    block.put("0000000\0".getBytes(US_ASCII));
    block.put(octal(Math.min(size, MAX_NUMBER)));
    block.put(octal(Math.max(0, Math.min(modifiedSeconds, MAX_NUMBER))));
    block.put("        ".getBytes(US_ASCII));
    block.put((byte) type);
    block.position(MAGIC_AT);
    block.put(MAGIC.getBytes(US_ASCII));
    byte[] bytes = block.array();
    byte[] sum = "%06o\0 ".formatted(sum(bytes)).getBytes(US_ASCII);
    System.arraycopy(sum, 0, bytes, SUM_AT, SUM_LENGTH);
    return bytes;
  }

  private static byte[] octal(long number) {
    return "%011o\0".formatted(number).getBytes(US_ASCII);
  }

  /**
   * Reads a header.
   *
   * @throws InvalidArchiveException if it is not one
   */
  static TarHeader read(byte[] block) throws InvalidArchiveException {
    byte[] blank = block.clone();
    Arrays.fill(blank, SUM_AT, SUM_AT + SUM_LENGTH, (byte) ' ');
    if (number(block, SUM_AT, SUM_LENGTH) != sum(blank)) {
      throw new InvalidArchiveException("a header has a wrong checksum");
    }
    return new TarHeader(
        text(block, 0, NAME_LENGTH), (char) block[TYPE_AT], number(block, SIZE_AT, 12), 0);
  }

  private static int sum(byte[] block) {
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xFF;
    }
    return sum;
  }

  private static String text(byte[] block, int start, int length) {
    return new String(block, start, length, ISO_8859_1).replaceFirst("\0.*", "");
  }

  private static long number(byte[] block, int start, int length) throws InvalidArchiveException {
    String digits = text(block, start, length).strip();
    if (!digits.matches("[0-7]{1,12}")) {
      throw new InvalidArchiveException("a header has no valid number");
    }
    return Long.parseLong(digits, 8);
  }
}
