#include "quotes/slim_font.h"

#include <cairo-ft.h>
#include <hb-subset.h>

#include <mutex>
#include <stdexcept>

namespace marque::quotes {
namespace {

template <auto destroy>
struct Destroy {
    template <class T>
    void operator()(T* what) const {
        destroy(what);
    }
};
using Blob = std::unique_ptr<hb_blob_t, Destroy<hb_blob_destroy>>;
using Face = std::unique_ptr<hb_face_t, Destroy<hb_face_destroy>>;
using Input = std::unique_ptr<hb_subset_input_t, Destroy<hb_subset_input_destroy>>;

/// Faces come and go on any thread, cairo's caches let go of them when they please; FreeType asks for one at a time.
std::mutex& freetype_mutex() {
    static std::mutex mutex;
    return mutex;
}

FT_Library freetype() {
    static const FT_Library library = [] {
        FT_Library made = nullptr;
        if (FT_Init_FreeType(&made) != 0) throw std::runtime_error("FreeType does not start");
        return made;
    }();
    return library;
}

/// What a face of cairo reads from, for as long as it lives.
struct Source {
    Blob file;
    FT_Face face = nullptr;

    explicit Source(Blob blob) : file(std::move(blob)) {
        unsigned length = 0;
        const char* const data = hb_blob_get_data(file.get(), &length);
        const std::lock_guard lock(freetype_mutex());
        if (FT_New_Memory_Face(freetype(), reinterpret_cast<const FT_Byte*>(data), static_cast<FT_Long>(length), 0,
                               &face) != 0) {
            throw std::runtime_error("a font's outlines cannot be read");
        }
    }
    ~Source() {
        const std::lock_guard lock(freetype_mutex());
        FT_Done_Face(face);
    }
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
};

Blob cut_out(hb_face_t* face, const std::set<unsigned>& glyphs) {
    const Input input(hb_subset_input_create_or_fail());
    if (!input) throw std::runtime_error("a font cannot be cut down: no memory");
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_RETAIN_GIDS |
                                               HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    for (const auto glyph : glyphs) hb_set_add(hb_subset_input_glyph_set(input.get()), glyph);
    const Face slim(hb_subset_or_fail(face, input.get()));
    if (!slim) throw std::runtime_error("a font cannot be cut down");
    return Blob(hb_face_reference_blob(slim.get()));
}

}  // namespace

FontFace slim_font(hb_face_t* face, const std::set<unsigned>& glyphs) {
    static const cairo_user_data_key_t key{};
    auto source = std::make_unique<Source>(cut_out(face, glyphs));
    FontFace made(cairo_ft_font_face_create_for_ft_face(source->face, FT_LOAD_NO_HINTING));
    const auto free_source = [](void* held) { delete static_cast<Source*>(held); };
    if (cairo_font_face_set_user_data(made.get(), &key, source.get(), free_source) != CAIRO_STATUS_SUCCESS) {
        throw std::runtime_error("a font cannot be kept: no memory");
    }
    source.release();
    return made;
}

}  // namespace marque::quotes
