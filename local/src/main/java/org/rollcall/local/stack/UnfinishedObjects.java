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
 * The files that S3Proxy was writing when its process was killed. It writes an object beside its
 * place, under the object's name and a random UUID, and would from then on list what it left behind
 * as an object.
 */
final class UnfinishedObjects {

  /** An object's name and a random (version 4) UUID. */
  private static final Pattern TEMPORARY_NAME =
      Pattern.compile("(.+)-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  /** Every finished object has this extended attribute, where the file system has any. */
  private static final String FINISHED = "user.content-md5";

  private UnfinishedObjects() {}

  /**
   * Deletes them, and nothing else: a file goes only if it is named like one of them and was either
   * never finished, or is a second name of the object that it became. On a file system without
   * extended attributes finished and unfinished cannot be told apart, and all stays.
   *
   * @param folder the folder of the buckets, which nobody is serving
   */
  static void sweep(Path folder) throws IOException {
    boolean attributesKept = keepsAttributes(folder);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Matcher name = TEMPORARY_NAME.matcher(file.getFileName().toString());
            if (name.matches()
                && ((attributesKept && !isFinished(file))
                    || isSecondNameOf(file.resolveSibling(name.group(1)), file))) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isSecondNameOf(Path object, Path file) throws IOException {
    return Files.exists(object) && Files.isSameFile(object, file);
  }

  private static boolean isFinished(Path file) throws IOException {
    UserDefinedFileAttributeView attributes = attributesOf(file);
    return attributes == null || attributes.list().contains(FINISHED);
  }

  /** Whether the file system takes extended attributes, found by trying. */
  private static boolean keepsAttributes(Path folder) throws IOException {
    Path trial = Files.createTempFile(folder, "trial", null);
    try {
      UserDefinedFileAttributeView attributes = attributesOf(trial);
      if (attributes == null) {
        return false;
      }
      attributes.write(FINISHED, ByteBuffer.allocate(1));
      return attributes.list().contains(FINISHED);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    } finally {
      Files.delete(trial);
    }
  }

  private static @Nullable UserDefinedFileAttributeView attributesOf(Path file) {
    return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
  }
}
