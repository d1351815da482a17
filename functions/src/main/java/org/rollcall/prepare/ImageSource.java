package org.rollcall.prepare;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.rollcall.job.BeforeImage;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderError;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.LedgerPage;

/** What an undone job did to its members. */
interface ImageSource {

  /**
   * Passes the members in an order that does not change.
   *
   * @throws JobFolderException if an object is missing or damaged
   */
  void forEach(Consumer<BeforeImage> consumer);

  /** What an earlier job has copied into its folder: a preview of an undo, or an undo. */
  static ImageSource ofEarlierJob(JobFolder folder) {
    return consumer -> {
      JobLedger ledger = new JobLedger(folder);
      Set<Integer> pages = new TreeSet<>(ledger.pages(Page.BEFORE_IMAGES));
      for (int chunk : pages) {
        LedgerPage<BeforeImage> page = ledger.read(Page.BEFORE_IMAGES, chunk);
        if (page.isDamaged()) {
          throw new JobFolderException(
              JobFolderError.JOB_FILE_DAMAGED, folder.key(Page.BEFORE_IMAGES.object(chunk)));
        }
        page.entries().forEach(consumer);
      }
    };
  }
}
