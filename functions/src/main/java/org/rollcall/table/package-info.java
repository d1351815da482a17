/** Readers for tables: text with separators, and Excel workbooks. */
@NullMarked
package org.rollcall.table;

import org.jspecify.annotations.NullMarked;
