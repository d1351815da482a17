package org.rollcall.prepare;

import java.util.List;
import java.util.Optional;
import org.rollcall.job.BeforeImage;
import org.rollcall.job.Chunk;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.letter.LetterSnapshot;

/**
 * What an undo copies into its folder, so that its retries, its continuations and its redo do not
 * depend on the undone job.
 *
 * @param images what the undone job did
 * @param letter the letter of the undone job, which a redo sends again
 * @param letters the maximum number of letters that the undo sends
 */
record UndoPlan(ImageSource images, Optional<LetterSnapshot> letter, int letters) {

  /** What a preview of an undo, or an earlier job of the same undo, has copied. */
  static UndoPlan ofEarlierJob(JobFolder folder, int members) {
    return new UndoPlan(ImageSource.ofEarlierJob(folder), folder.findUndoneLetter(), members);
  }

  /**
   * Writes it into the folder of the undo.
   *
   * @throws org.rollcall.job.JobFolderException if the source does not have a member
   */
  void copyTo(JobFolder folder, List<Chunk> chunks, List<Chunk> heldBack) {
    letter.ifPresent(folder::writeUndoneLetter);
    SourcePages<BeforeImage> pages =
        new SourcePages<>(Page.BEFORE_IMAGES, BeforeImage::primaryId, folder, chunks, heldBack);
    images.forEach(pages::add);
    pages.requireComplete(folder);
  }
}
