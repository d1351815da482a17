package org.rollcall.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.rollcall.local.endpoint.kms.KmsService;

/** Checks that a job can write everywhere in a data folder, before it changes anyone. */
public final class JobReadiness {

  private JobReadiness() {}

  /**
   * Checks a folder. Writes a small file into each folder that a job uses, and deletes it.
   *
   * @throws DataFolderException if a folder cannot be written, or the password key cannot be used
   */
  public static void check(DataFolder folder) {
    Path bucket = folder.objects().resolve(EmbeddedS3.BUCKET);
    Path checked = folder.path();
    try {
      for (Path used :
          List.of(
              folder.path(),
              folder.inbox(),
              folder.sentMail().events(),
              folder.executions(),
              bucket,
              bucket.resolve("jobs"))) {
        checked = used;
        requireWritable(used);
      }
      checked = folder.passwordKey();
      Optional<String> fault = KmsService.keyFault(checked);
      if (fault.isPresent() && folder.isFilled()) {
        throw new DataFolderException(DataFolderError.PASSWORD_KEY_UNUSABLE, checked, fault.get());
      }
    } catch (IOException e) {
      DataFolderException failure = new FileFaults().failed(e, checked, FileFaults.reason(e));
      throw new DataFolderException(
          failure, DataFolderError.JOB_NOT_POSSIBLE, String.valueOf(failure.getMessage()));
    }
  }

  private static void requireWritable(Path folder) throws IOException {
    DataFolder.createPrivateFolder(folder);
    Path test = folder.resolve("test-" + UUID.randomUUID());
    OwnerOnlyFiles.createFile(test);
    Files.write(test, new byte[1]);
    Files.delete(test);
  }
}
