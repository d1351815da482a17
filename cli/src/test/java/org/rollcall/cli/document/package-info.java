/** Tests that hold the documents to the code. */
@NullMarked
package org.rollcall.cli.document;

import org.jspecify.annotations.NullMarked;
