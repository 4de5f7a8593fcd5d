#pragma once

#include <cairo.h>
#include <hb.h>

#include <memory>
#include <set>

namespace marque::quotes {

struct FontFaceDeleter {
    void operator()(cairo_font_face_t* face) const { cairo_font_face_destroy(face); }
};
using FontFace = std::unique_ptr<cairo_font_face_t, FontFaceDeleter>;

/// A face with the outlines of these glyphs alone, under the numbers that they have in `face`, each written out in
/// full. cairo 1.16 misreads outlines that share subroutines with hints in them, which those of Noto Sans CJK do, and
/// then puts the subroutines of all 65,000 glyphs into the file: a megabyte for a page of text. Throws
/// std::runtime_error.
FontFace slim_font(hb_face_t* face, const std::set<unsigned>& glyphs);

}  // namespace marque::quotes
