#include "quotes/pdf_page.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <functional>
#include <map>
#include <stdexcept>
#include <vector>

#include "quotes/slim_font.h"

namespace marque::quotes {
namespace {

constexpr const char* family = "Noto Sans CJK SC";

cairo_status_t append(void* out, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

PangoAlignment alignment(PdfPage::Align align) {
    switch (align) {
        case PdfPage::Align::left:
            return PANGO_ALIGN_LEFT;
        case PdfPage::Align::right:
            return PANGO_ALIGN_RIGHT;
        case PdfPage::Align::centre:
            return PANGO_ALIGN_CENTER;
    }
    return PANGO_ALIGN_LEFT;
}

struct Unref {
    void operator()(gpointer what) const { g_object_unref(what); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;

struct Mark {
    enum class Kind { text, box, new_page };
    Kind kind = Kind::new_page;
    double x = 0, y = 0, box_width = 0, box_height = 0, grey = 0;
    Layout layout{};
};

double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

hb_face_t* face_of(const PangoGlyphItem& run) {
    return hb_font_get_face(pango_font_get_hb_font(run.item->analysis.font));
}

/// Each run of one face, with where it begins on its baseline.
void each_run(PangoLayout* layout, const std::function<void(PangoGlyphItem&, double x, double y)>& use) {
    PangoLayoutIter* const at = pango_layout_get_iter(layout);
    do {
        PangoGlyphItem* const run = pango_layout_iter_get_run_readonly(at);
        if (!run) continue;
        PangoRectangle place;
        pango_layout_iter_get_run_extents(at, nullptr, &place);
        use(*run, points(place.x), points(pango_layout_iter_get_baseline(at)));
    } while (pango_layout_iter_next_run(at));
    pango_layout_iter_free(at);
}

bool drawn(PangoGlyph glyph) { return glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0; }

/// Shows a run with the text that it stands for, so that it can be found and copied.
void show_run(cairo_t* cairo, PangoLayout* layout, PangoGlyphItem& run, double x, double y) {
    const char* const text = pango_layout_get_text(layout);
    std::vector<cairo_glyph_t> glyphs;
    std::vector<cairo_text_cluster_t> clusters;
    PangoGlyphItemIter at;
    for (auto more = pango_glyph_item_iter_init_start(&at, &run, text); more != 0;
         more = pango_glyph_item_iter_next_cluster(&at)) {
        int shown = 0;
        for (int i = at.start_glyph; i < at.end_glyph; ++i) {
            const auto& glyph = run.glyphs->glyphs[i];
            if (drawn(glyph.glyph)) {
                glyphs.push_back(
                    {glyph.glyph, x + points(glyph.geometry.x_offset), y + points(glyph.geometry.y_offset)});
                ++shown;
            }
            x += points(glyph.geometry.width);
        }
        clusters.push_back({at.end_index - at.start_index, shown});
    }
    cairo_show_text_glyphs(cairo, text + run.item->offset, run.item->length, glyphs.data(),
                           static_cast<int>(glyphs.size()), clusters.data(), static_cast<int>(clusters.size()), {});
}

}  // namespace

/// Marks are kept until all is said, because a font is cut down to the glyphs that were used.
struct PdfPage::Impl {
    std::string out;
    cairo_surface_t* surface = nullptr;
    cairo_t* cairo = nullptr;
    PangoContext* context = nullptr;
    PangoFontDescription* font = nullptr;
    std::vector<Mark> marks;

    ~Impl() {
        marks.clear();
        pango_font_description_free(font);
        g_object_unref(context);
        cairo_destroy(cairo);
        cairo_surface_destroy(surface);
    }

    std::map<hb_face_t*, FontFace> slim_fonts() const {
        std::map<hb_face_t*, std::set<unsigned>> used;
        for (const auto& mark : marks) {
            if (!mark.layout) continue;
            each_run(mark.layout.get(), [&](PangoGlyphItem& run, double, double) {
                auto& glyphs = used[face_of(run)];
                for (int i = 0; i < run.glyphs->num_glyphs; ++i) {
                    if (drawn(run.glyphs->glyphs[i].glyph)) glyphs.insert(run.glyphs->glyphs[i].glyph);
                }
            });
        }
        std::map<hb_face_t*, FontFace> slim;
        for (const auto& [face, glyphs] : used) slim.emplace(face, slim_font(face, glyphs));
        return slim;
    }

    void draw(const Mark& mark, const std::map<hb_face_t*, FontFace>& fonts) const {
        if (mark.kind == Mark::Kind::new_page) return cairo_show_page(cairo);
        cairo_set_source_rgb(cairo, mark.grey, mark.grey, mark.grey);
        if (mark.kind == Mark::Kind::box) {
            cairo_rectangle(cairo, mark.x, mark.y, mark.box_width, mark.box_height);
            return cairo_fill(cairo);
        }
        each_run(mark.layout.get(), [&](PangoGlyphItem& run, double x, double y) {
            PangoFontDescription* const described = pango_font_describe_with_absolute_size(run.item->analysis.font);
            cairo_set_font_face(cairo, fonts.at(face_of(run)).get());
            cairo_set_font_size(cairo, points(pango_font_description_get_size(described)));
            pango_font_description_free(described);
            show_run(cairo, mark.layout.get(), run, mark.x + x, mark.y + y);
        });
    }
};

PdfPage::PdfPage(const std::string& title, const std::string& language) : impl_(std::make_unique<Impl>()) {
    impl_->surface = cairo_pdf_surface_create_for_stream(append, &impl_->out, width, height);
    cairo_pdf_surface_set_metadata(impl_->surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(impl_->surface, CAIRO_PDF_METADATA_CREATOR, "Marque");
    impl_->cairo = cairo_create(impl_->surface);
    impl_->context = pango_cairo_create_context(impl_->cairo);
    // A point of the font is a point of the page.
    pango_cairo_context_set_resolution(impl_->context, 72);
    pango_context_set_language(impl_->context, pango_language_from_string(language.c_str()));
    impl_->font = pango_font_description_from_string(family);
}

PdfPage::~PdfPage() = default;

double PdfPage::text(double x, double y, double column, const std::string& text, const Style& style) {
    pango_font_description_set_absolute_size(impl_->font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(impl_->font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    Layout layout(pango_layout_new(impl_->context));
    pango_layout_set_font_description(layout.get(), impl_->font);
    pango_layout_set_width(layout.get(), static_cast<int>(column * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), alignment(style.align));
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    int taken = 0;
    pango_layout_get_size(layout.get(), nullptr, &taken);
    impl_->marks.push_back({Mark::Kind::text, x, y, 0, 0, style.grey, std::move(layout)});
    return points(taken);
}

void PdfPage::rule(double x, double y, double length, double thickness, double grey) {
    box(x, y, length, thickness, grey);
}

void PdfPage::box(double x, double y, double box_width, double box_height, double grey) {
    impl_->marks.push_back({Mark::Kind::box, x, y, box_width, box_height, grey, {}});
}

void PdfPage::next_page() { impl_->marks.push_back({}); }

std::string PdfPage::finish() {
    const auto fonts = impl_->slim_fonts();
    for (const auto& mark : impl_->marks) impl_->draw(mark, fonts);
    cairo_show_page(impl_->cairo);
    cairo_surface_finish(impl_->surface);
    if (const auto status = cairo_surface_status(impl_->surface); status != CAIRO_STATUS_SUCCESS) {
        throw std::runtime_error(std::string("the PDF could not be drawn: ") + cairo_status_to_string(status));
    }
    return std::move(impl_->out);
}

}  // namespace marque::quotes
