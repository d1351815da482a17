package org.rollcall.preview;

import java.util.Optional;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.json.Json;

/** The objects of a preview's folder that a run does not have. */
public record PreviewFolder(JobFolder folder) {

  private static final String SEAL = "preview.json";
  private static final String DISCARD = "discarded.json";

  /**
   * The seal; empty if the preview is not complete, or its report was not made.
   *
   * @throws JobFolderException if the object is damaged
   */
  public Optional<PreviewSeal> findSeal() {
    return folder.find(SEAL, PreviewSeal.class);
  }

  void writeSeal(PreviewSeal seal) {
    folder.write(SEAL, Json.pretty(seal), JobFolder.JSON);
  }

  /**
   * The end of the preview; empty if it was not discarded.
   *
   * @throws JobFolderException if the object is damaged
   */
  public Optional<PreviewDiscard> findDiscard() {
    return folder.find(DISCARD, PreviewDiscard.class);
  }

  /** Discards the preview. The first reason is kept. */
  public void discard(PreviewDiscard discard) {
    if (findDiscard().isEmpty()) {
      folder.write(DISCARD, Json.pretty(discard), JobFolder.JSON);
    }
  }
}
