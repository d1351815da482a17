package org.rollcall.local.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Temporary files of S3Proxy that remain after a process was killed. S3Proxy writes an object to a
 * temporary file in the same folder, whose name is the object's name and a random UUID. It would
 * list a remaining temporary file as an object.
 */
final class UnfinishedObjects {

  /** The name of an object and a random UUID (version 4). */
  private static final Pattern TEMPORARY_NAME =
      Pattern.compile("(.+)-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  /** An extended attribute of all complete objects, if the file system supports attributes. */
  private static final String COMPLETE_ATTRIBUTE = "user.content-md5";

  private UnfinishedObjects() {}

  /**
   * Deletes the temporary files. A file is deleted only if its name has the format of a temporary
   * file, and it is either incomplete or a second hard link to the object. Without extended
   * attributes, incomplete files cannot be recognized and are kept.
   *
   * @param folder the folder of the buckets, which must not be served
   */
  static void delete(Path folder) throws IOException {
    boolean supportsAttributes = supportsExtendedAttributes(folder);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Matcher name = TEMPORARY_NAME.matcher(file.getFileName().toString());
            if (name.matches()
                && ((supportsAttributes && !isComplete(file))
                    || isHardLinkTo(file.resolveSibling(name.group(1)), file))) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isHardLinkTo(Path object, Path file) throws IOException {
    return Files.exists(object) && Files.isSameFile(object, file);
  }

  private static boolean isComplete(Path file) throws IOException {
    UserDefinedFileAttributeView attributes = attributesOf(file);
    return attributes == null || attributes.list().contains(COMPLETE_ATTRIBUTE);
  }

  /** Whether the file system supports extended attributes. Tries to write one. */
  private static boolean supportsExtendedAttributes(Path folder) throws IOException {
    Path test = Files.createTempFile(folder, "test", null);
    try {
      UserDefinedFileAttributeView attributes = attributesOf(test);
      if (attributes == null) {
        return false;
      }
      attributes.write(COMPLETE_ATTRIBUTE, ByteBuffer.allocate(1));
      return attributes.list().contains(COMPLETE_ATTRIBUTE);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    } finally {
      Files.delete(test);
    }
  }

  private static @Nullable UserDefinedFileAttributeView attributesOf(Path file) {
    return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
  }
}
