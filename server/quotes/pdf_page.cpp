#include "quotes/pdf_page.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <stdexcept>

namespace marque::quotes {
namespace {

constexpr const char* face = "Noto Sans CJK SC";

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

}  // namespace

struct PdfPage::Impl {
    std::string out;
    cairo_surface_t* surface = nullptr;
    cairo_t* cairo = nullptr;
    PangoLayout* layout = nullptr;
    PangoFontDescription* font = nullptr;

    ~Impl() {
        pango_font_description_free(font);
        g_object_unref(layout);
        cairo_destroy(cairo);
        cairo_surface_destroy(surface);
    }
};

PdfPage::PdfPage(const std::string& title, const std::string& language) : impl_(std::make_unique<Impl>()) {
    impl_->surface = cairo_pdf_surface_create_for_stream(append, &impl_->out, width, height);
    cairo_pdf_surface_set_metadata(impl_->surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(impl_->surface, CAIRO_PDF_METADATA_CREATOR, "Marque");
    impl_->cairo = cairo_create(impl_->surface);
    impl_->layout = pango_cairo_create_layout(impl_->cairo);
    auto* const context = pango_layout_get_context(impl_->layout);
    // A point of the font is a point of the page.
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_language(context, pango_language_from_string(language.c_str()));
    impl_->font = pango_font_description_from_string(face);
}

PdfPage::~PdfPage() = default;

double PdfPage::text(double x, double y, double column, const std::string& text, const Style& style) {
    pango_font_description_set_absolute_size(impl_->font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(impl_->font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(impl_->layout, impl_->font);
    pango_layout_set_width(impl_->layout, static_cast<int>(column * PANGO_SCALE));
    pango_layout_set_wrap(impl_->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(impl_->layout, alignment(style.align));
    pango_layout_set_text(impl_->layout, text.data(), static_cast<int>(text.size()));
    cairo_set_source_rgb(impl_->cairo, style.grey, style.grey, style.grey);
    cairo_move_to(impl_->cairo, x, y);
    pango_cairo_show_layout(impl_->cairo, impl_->layout);
    int taken = 0;
    pango_layout_get_size(impl_->layout, nullptr, &taken);
    return static_cast<double>(taken) / PANGO_SCALE;
}

void PdfPage::rule(double x, double y, double length, double thickness, double grey) {
    box(x, y, length, thickness, grey);
}

void PdfPage::box(double x, double y, double box_width, double box_height, double grey) {
    cairo_set_source_rgb(impl_->cairo, grey, grey, grey);
    cairo_rectangle(impl_->cairo, x, y, box_width, box_height);
    cairo_fill(impl_->cairo);
}

void PdfPage::next_page() { cairo_show_page(impl_->cairo); }

std::string PdfPage::finish() {
    cairo_show_page(impl_->cairo);
    cairo_surface_finish(impl_->surface);
    if (const auto status = cairo_surface_status(impl_->surface); status != CAIRO_STATUS_SUCCESS) {
        throw std::runtime_error(std::string("the PDF could not be drawn: ") + cairo_status_to_string(status));
    }
    return std::move(impl_->out);
}

}  // namespace marque::quotes
